// Loaded into the program by `npm start`: when the starter is gone, even after kill -9, the program ends in good order
// instead of keeping the port.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
