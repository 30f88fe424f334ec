"""Pictures: from the bytes of one to what is published of it. Nothing here touches the disk."""
