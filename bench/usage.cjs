// Loaded into a program with --require: tells its parent over descriptor 3 what the program has used when it ends.
const { writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

// Threads load it, too, and their process counts them in.
if (isMainThread) process.on('exit', tell);

function tell() {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, kilobytes: maxRSS }));
}
