const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { logger } = require('../utils/logger');

const run = promisify(execFile);

/** Makes a small picture of every document that is stored, with its title below. */
function attachThumbnailer(bus, { thumbnailSize }) {
  bus.on('document.stored', async ({ file, title }) => {
    try {
      await run('convert', [file, '-resize', thumbnailSize, '-set', 'label', `Title: ${title}`, `${file}.png`]);
    } catch (error) {
      logger.warn('no thumbnail', { reason: error.message });
    }
  });
}

module.exports = { attachThumbnailer };
