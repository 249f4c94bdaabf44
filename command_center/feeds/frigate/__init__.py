"""Frigate, a camera recorder with detection, as it is: its WebSocket, its history, and what becomes of both."""
