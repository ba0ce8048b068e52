export function vixProxy(returns: Float64Array, start = 17): Float64Array {
  const vix = new Float64Array(returns.length + 1);
  vix[0] = start;
  for (let t = 1; t < vix.length; t++) vix[t] = vix[t - 1] * Math.exp(0.03 * Math.log(17 / vix[t - 1]) - 0.045 * returns[t - 1]);
  return vix;
}
