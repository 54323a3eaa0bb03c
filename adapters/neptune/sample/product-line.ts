/** Which of Neptune's two products runs were kept in. */
export type ProductLine = '2.x' | '3.x';
