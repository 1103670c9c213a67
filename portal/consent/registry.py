"""What one GET may remember of the answers it has read: rows by (child, purpose, scope)."""

from portal.rows.memory import Memory

_memory = Memory("consent_memory")
remembering, remembered, forget = _memory.remembering, _memory.remembered, _memory.forget
