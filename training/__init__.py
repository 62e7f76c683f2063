"""Training of the weights that ship with the project; needs the ``train`` extra."""
