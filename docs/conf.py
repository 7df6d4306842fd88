"""The site of the documentation: Sphinx reads the Markdown of this folder; fonts and scripts are local."""

project = "regesta"
language = "en"
extensions = ["myst_parser"]
exclude_patterns = ["openings"]
html_theme = "furo"
html_title = "regesta"
html_copy_source = False
html_show_copyright = False
html_static_path = ["static"]
html_css_files = ["regesta.css"]
myst_heading_anchors = 3
smartquotes = False  # --date is typed with two hyphens
suppress_warnings = [
    "myst.xref_missing",  # anchors in HTML are unknown to it; docs/links.py looks at every link
    "misc.highlighting_failure",  # what a command prints is in no language
]
