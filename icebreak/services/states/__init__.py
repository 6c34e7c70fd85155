"""What an actor may see, computed from the database by one function a role."""

from icebreak.services.states.desk import host_state
from icebreak.services.states.seat import participant_state

__all__ = ["host_state", "participant_state"]
