/** The rooms that touch disk and processes, for tests. */
export { isMinified } from '../../server/base/minified';
export { decode } from '../../server/host/decode';
export { buildOf, defaultCacheFolder, openDiskCache } from '../../server/host/diskCache';
export { changedSince } from '../../server/host/git';
export { loadGrammars } from '../../server/host/grammars';
export { covers, listFiles } from '../../server/host/listFiles';
export { createNodeHost } from '../../server/host/nodeHost';
export { LostWorker, startPool } from '../../server/host/pool';
export { type OpenBytes, readSteady } from '../../server/host/readSteady';
export { startThread } from '../../server/host/thread';
export { checkWritable, writeFile } from '../../server/host/writeFile';
