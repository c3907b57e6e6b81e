/** Event emitters: what an event is announced with is handed to those who listen for it. */
import { model } from '../../engine/model';

export const events = model('javascript', {
  name: 'Events',
  types: {
    Emitter: [
      '"events".EventEmitter()',
      '"events"()',
      '<events.EventEmitter>',
      '"eventemitter2".EventEmitter2()',
      '"eventemitter3".EventEmitter()',
      '"eventemitter3"()',
      '"mitt"()',
      '"emittery"()',
    ],
  },
  sources: { cell: ['Emitter.{on,once,addListener,prependListener,prependOnceListener}(fn)#*'] },
  sinks: { cell: ['Emitter.{emit,emitSerial,emitAsync}(1..)'] },
});
