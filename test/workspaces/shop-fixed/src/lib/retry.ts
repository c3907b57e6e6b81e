const BASE_DELAY = 200;

/** Tries again with growing pauses; the pauses differ so that many clients do not come back at once. */
export async function withRetry<T>(attempts: number, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts) throw error;
      const delay = BASE_DELAY * 2 ** attempt + Math.random() * 100;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
}
