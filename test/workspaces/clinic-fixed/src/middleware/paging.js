const COLUMNS = ['id', 'name', 'species', 'created_at'];
const DIRECTIONS = { up: 'asc', down: 'desc' };

/** Reads page, order and direction from the address into `req.paging`, so that no list does it by itself. */
function paging(defaults = {}) {
  const { size = 50, max = 200 } = defaults;
  return (req, res, next) => {
    const page = Math.max(1, Number.parseInt(req.query.page, 10) || 1);
    const limit = Math.min(max, Number.parseInt(req.query.size, 10) || size);
    req.paging = {
      limit,
      offset: (page - 1) * limit,
      orderBy: COLUMNS.includes(req.query.sort) ? req.query.sort : 'id',
      direction: DIRECTIONS[req.query.dir] || 'asc',
    };
    next();
  };
}

module.exports = { paging };
