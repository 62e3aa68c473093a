"""What a technician watches, as Prometheus text."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """Counters and gauges of one process; labels are few and fixed."""

    def __init__(self) -> None:
        """Start at zero."""
        self.registry = CollectorRegistry()
        self.callbacks = Counter(
            "bot_callbacks", "Callbacks by door and HTTP status", ["door", "status"], registry=self.registry
        )
        self.answer_seconds = Histogram(
            "bot_answer_seconds",
            "Seconds from a callback's arrival to its answer",
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4),
            registry=self.registry,
        )
        self.inbox_waiting = Gauge("bot_inbox_waiting", "Updates not handled yet", registry=self.registry)
        self.quarantined = Gauge("bot_inbox_quarantined", "Updates set aside", registry=self.registry)
        self.outbox = Gauge("bot_outbox", "Outgoing messages by state", ["state"], registry=self.registry)
        self.schedule_lag = Gauge(
            "bot_schedule_lag_seconds", "Seconds since the last look at the schedule", registry=self.registry
        )
        self.ages = Gauge(
            "bot_copy_age_hours",
            "Hours since the newest backup, and since one was tried",
            ["what"],
            registry=self.registry,
        )

    def text(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self.registry)
