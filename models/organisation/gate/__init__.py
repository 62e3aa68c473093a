"""What is read before words reach a group or everybody: nothing that could expose or press anybody."""
