from regesta.cli import main

main()
