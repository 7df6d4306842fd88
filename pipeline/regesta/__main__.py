from regesta.entry import main

main()
