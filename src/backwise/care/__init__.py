"""The use-cases, one verb each. They take the store, the library, the time and a maker of ids; the web and the command line call them."""
