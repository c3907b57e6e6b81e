const PARTNER_HOSTS = ['hooks.petlab.example', 'api.vetconnect.example'];

/** Webhooks are sent to partners alone. */
function isPartner(address) {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && PARTNER_HOSTS.includes(hostname);
}

/** Sends JSON, and tries again when the other side is not well. */
async function postJson(url, body, attempts = 1) {
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(5000) });
  if (response.status >= 500 && attempts > 1) return postJson(url, body, attempts - 1);
  return response;
}

module.exports = { isPartner, postJson };
