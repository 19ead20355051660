/** Thousandths as the shortest decimal text: 12000 → "12", 500 → "0.5". */
export function milliText(milli: number): string {
  const whole = Math.trunc(milli / 1000);
  const rest = String(Math.abs(milli % 1000))
    .padStart(3, "0")
    .replace(/0+$/, "");
  return rest === "" ? String(whole) : `${milli < 0 && whole === 0 ? "-" : ""}${whole}.${rest}`;
}
