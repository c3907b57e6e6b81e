const HOME = '/today';

/** Where somebody wanted to go before they had to sign in. */
function landing({ returnTo = HOME, fallback = HOME }) {
  return isLocal(returnTo) ? returnTo : fallback;
}

function isLocal(target) {
  return typeof target === 'string' && /^\/[a-z0-9]/i.test(target);
}

module.exports = { landing };
