"""Without a network: the worker, what is kept on a device, and the installed app."""
