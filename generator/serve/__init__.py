"""The preview server: build, serve, watch, rebuild, reload."""
