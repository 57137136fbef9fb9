// Loaded by npm before its own code (see npm.mjs).
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
