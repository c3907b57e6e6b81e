/** The frame of all pages. */
const layout = ({ title, body, footer = '', lang = 'en' }) =>
  ['<!doctype html>', `<html lang="${lang}">`, '<title>Clinic</title>', `<h1>${title}</h1>`, body, `<footer>${footer}</footer>`, '</html>'].join('\n');

module.exports = { layout };
