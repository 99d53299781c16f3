"""Tables whose agencies or measures stand where others have columns or rows: turned before headings are looked for."""
