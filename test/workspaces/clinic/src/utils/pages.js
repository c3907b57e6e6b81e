const { escapeHtml } = require('./html');
const { layout } = require('./layout');

const row = ({ id, name, species }) => `<tr><td>${Number(id)}</td><td>${escapeHtml(name)}</td><td>${escapeHtml(species)}</td></tr>`;

/** A plain page for browsers; programs get JSON. */
function renderList({ heading, rows, footer = 'Clinic' }) {
  return layout({ title: heading, body: `<table>${rows.map(row).join('')}</table>`, footer });
}

module.exports = { renderList };
