const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');

const run = promisify(execFile);
const SIZES = { small: 120, medium: 320, large: 960 };

/** Makes one picture smaller; the program gets its arguments as a list, so no shell reads them. */
async function makeThumbnail(folder, product, size) {
  const pixels = SIZES[size] ?? SIZES.medium;
  const source = path.join(folder, `${Number(product)}.jpg`);
  const target = path.join(folder, `${Number(product)}-${pixels}.jpg`);
  await run('convert', [source, '-resize', `${pixels}x${pixels}`, target], { timeout: 10_000 });
  return target;
}

/** Removes a picture together with its smaller versions. */
function removeImage(folder, file) {
  const name = path.basename(file, '.jpg');
  fs.unlinkSync(path.join(folder, `${name}.jpg`));
  for (const pixels of Object.values(SIZES)) {
    fs.rmSync(path.join(folder, `${name}-${pixels}.jpg`), { force: true });
  }
}

module.exports = { makeThumbnail, removeImage };
