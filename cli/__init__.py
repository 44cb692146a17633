"""The command line: the one layer that may see all others. `cli.main:main` is the program `veiligheidsgraaf`."""
