"""The one language of phone, server and integrator: commands in, answers and events out."""
