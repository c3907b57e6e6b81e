exports.create = (queue) => ({
  register(req, res) {
    const { event, url } = req.body;
    const subscription = queue.subscribe(String(event), { url, owner: req.session.userId });
    res.status(201).json({ id: subscription.id });
  },

  async deliver(req, res, next) {
    try {
      const outcome = await queue.deliver(req.params.id, { test: true });
      res.json({ status: outcome.status });
    } catch (error) {
      next(error);
    }
  },
});
