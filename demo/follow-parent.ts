// Loaded into the demo's hub before the hub itself: a hub whose demo was killed outright must not stay behind.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
})
process.channel?.unref()
