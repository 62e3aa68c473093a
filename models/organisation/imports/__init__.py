"""Import by table: a roster in somebody's own form is read, shown, entered after one yes, and can be taken back."""
