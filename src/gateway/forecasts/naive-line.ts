/** What anybody would do first: a least squares line through the last hour, its residuals taken for independent. */
const lineMinutes = 60;
const longestAhead = 24 * 60;
const sds = 1.645;

/** When a line through the newest hour of rising values reaches `limit`, in minutes from now; null within a day never. */
export function naivePassing(values: Float64Array, limit: number): { earliest: number; latest: number } | null {
  const hour = values.subarray(-lineMinutes).filter((value) => !Number.isNaN(value));
  const n = hour.length;
  if (n < lineMinutes / 2) return null;
  const middle = (n - 1) / 2;
  const mean = hour.reduce((sum, value) => sum + value, 0) / n;
  const spread = (n * (n * n - 1)) / 12;
  const slope = hour.reduce((sum, value, k) => sum + (k - middle) * (value - mean), 0) / spread;
  const residual = hour.reduce((sum, value, k) => sum + (value - mean - slope * (k - middle)) ** 2, 0) / (n - 2);
  const level = mean + slope * middle;
  if (slope <= 0 || level + slope * longestAhead < limit || level >= limit) return null;
  const reaches = (side: number): number => {
    for (let minutes = 1; minutes <= 2 * longestAhead; minutes++) {
      const sd = Math.sqrt(residual * (1 + 1 / n + (middle + minutes) ** 2 / spread));
      if (level + slope * minutes + side * sds * sd >= limit) return minutes;
    }
    return Number.POSITIVE_INFINITY;
  };
  return { earliest: reaches(1), latest: Math.min(longestAhead, reaches(-1)) };
}
