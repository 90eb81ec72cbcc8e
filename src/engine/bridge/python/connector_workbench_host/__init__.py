"""The connector host: runs a connector with the SDK that is installed and turns its operations into frames."""
