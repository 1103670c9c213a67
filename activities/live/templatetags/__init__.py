"""What templates of live rooms may say."""
