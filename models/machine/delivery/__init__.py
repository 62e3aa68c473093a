"""What came in, what goes out, what ran: receipts, outbox, job runs."""
