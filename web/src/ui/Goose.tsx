/** The wild goose that carries letters: the product's mark. */
export function Goose({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden>
      <rect width="32" height="32" rx="7" fill="#0F5C4A" />
      <GooseShape fill="#FAF8F3" />
    </svg>
  );
}

/** The bird alone, in a 32 × 32 field. */
export function GooseShape({ fill }: { fill: string }) {
  return (
    <g fill={fill}>
      <path d="M3.5 20.2c4.6 0 8.6-1.3 11.8-3.7 3.4-2.5 6.7-5.6 10.3-6.400l3.2.9-2.9 1c-2.7 1.5-4.2 4.5-7.3 6.8-4.2 3-9.8 3.3-15.1 1.400z" />
      <path d="M15 16.800C13.4 11.8 10.2 7.9 5.6 5.600c7 .2 12.4 3.4 14.5 8.100z" />
      <path d="M20.7 16.500c.5 4.6-1.2 8.5-5 11.2 1-3.3 1.1-6.2.3-8.700z" opacity=".7" />
    </g>
  );
}
