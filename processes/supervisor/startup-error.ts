/** An expected error at a start. Its message is a line for people that says what is wrong and what to do. */
export class StartupError extends Error {}

/** The database does not answer, which may be over in a moment. */
export class DatabaseAway extends StartupError {}
