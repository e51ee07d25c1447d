"""`python -m backwise` is `backwise`."""

from backwise.cli import main

if __name__ == "__main__":
    main()
