const { randomUUID } = require('node:crypto');
const { postJson } = require('../utils/http');

/** Who wants to hear of what. Kept in memory; the registry is rebuilt from the database at start. */
class WebhookQueue {
  constructor({ attempts }) {
    this.attempts = attempts;
    this.subscriptions = new Map();
  }

  subscribe(event, { url, owner }) {
    const subscription = { id: randomUUID(), event, url, owner };
    this.subscriptions.set(subscription.id, subscription);
    return subscription;
  }

  async notify(event, payload) {
    const interested = [...this.subscriptions.values()].filter((s) => s.event === event);
    await Promise.allSettled(interested.map((s) => this.deliver(s.id, payload)));
  }

  async deliver(id, payload) {
    const subscription = this.subscriptions.get(id);
    if (!subscription) throw Object.assign(new Error('No such subscription.'), { status: 404 });
    return postJson(subscription.url, { event: subscription.event, payload }, this.attempts);
  }
}

module.exports = { WebhookQueue };
