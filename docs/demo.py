"""Asks the Parquet of a release who claims what, and who denies it: `python docs/demo.py RELEASE`."""

import os
import sys
from pathlib import Path

import duckdb

QUERY = """
with chains as (
  select claim, string_agg(name, ', ' order by position) as names from '{0}/parquet/claim_hops.parquet' group by claim
)
select e.title, e.verification, c.speaker_actor as said_by, coalesce(h.names, '') as through,
       coalesce(string_agg(d.speaker_actor, ', '), '') as denied_by
from '{0}/parquet/events_flat.parquet' e
join '{0}/parquet/claims.parquet' c on c.event_id = e.id
left join chains h on h.claim = c.id
left join '{0}/parquet/claim_links.parquet' l on l.responds_to_claim = c.id and l.stance = 'denies'
left join '{0}/parquet/claims.parquet' d on d.id = l.claim
where c.about is null and c.act not in ('requests', 'characterises')
  and c.made_in is distinct from e.id
group by all order by e.verification desc, e.title
"""


def main(release: Path) -> None:
    print(f"\nWho says so, through whom, and who denies it, from {release}/parquet with DuckDB:\n")
    result = duckdb.connect().execute(QUERY.format(release.as_posix()))
    rows = [
        [column[0] for column in result.description or []],
        *([str(value or "-") for value in row] for row in result.fetchall()),
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "parquet").is_dir():
        sys.exit("name a release that has Parquet: python docs/demo.py output/wagner-mutiny-1.0.0")
    try:
        main(Path(sys.argv[1]))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
