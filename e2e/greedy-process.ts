// Imported by a process that runs out of memory when it is told so (SIGUSR2): it keeps all that it makes.

process.on('SIGUSR2', () => {
  const kept: unknown[] = [];
  setInterval(() => kept.push(Array.from({ length: 500_000 }, (_, number) => ({ number }))), 1);
});
