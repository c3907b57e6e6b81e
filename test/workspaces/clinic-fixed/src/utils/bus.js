const { EventEmitter } = require('node:events');

/** What happens in one part and matters to another. */
const bus = new EventEmitter();
bus.setMaxListeners(50);

module.exports = { bus };
