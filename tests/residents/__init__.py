"""What residents report, have done, read and ask, played by chat."""
