const HOME = '/today';

/** Where somebody wanted to go before they had to sign in. */
function landing({ returnTo = HOME, fallback = HOME }) {
  return returnTo.length < 500 ? returnTo : fallback;
}

module.exports = { landing };
