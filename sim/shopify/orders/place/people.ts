/**
 * Invented buyers, by seed. Their data is recognisable, so that a test can search logs, queues and the hub for it:
 * no surname Testemunha, no @cliente.example and none of the listed CPFs may be found there.
 */
import { seeded } from "../../../kit/world.ts";

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  /** 11 digits with valid check digits. */
  readonly cpf: string;
  /** Of the person's firm: 14 digits with valid check digits. */
  readonly cnpj: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly number: string;
  readonly complement: string;
  readonly district: string;
  readonly city: string;
  readonly province: string;
  readonly provinceCode: string;
  /** 00000-000 */
  readonly zip: string;
}

const FIRST = [
  "Zuleica",
  "Anacleto",
  "Felisbina",
  "Gumercindo",
  "Conceição",
  "Evaristo",
  "Iracema",
  "Teobaldo",
  "Quitéria",
  "Zózimo",
];
const STREETS = [
  "Rua das Acácias",
  "Avenida Sete de Abril",
  "Travessa São João",
  "Alameda dos Ipês",
  "Rua Coronel Dulcídio",
];
const DISTRICTS = ["Água Verde", "Batel", "Jardim Botânico", "Portão", "Vila Izabel"];
const COMPLEMENTS = ["", "Apto 302", "Bloco B, casa 4", "Fundos"];

export class People {
  readonly minted: Person[] = [];
  private readonly seed: number;
  constructor(seed: number) {
    this.seed = seed;
  }

  /** The same number is always the same person. */
  person(number: number): Person {
    while (this.minted.length <= number) this.minted.push(this.mint(this.minted.length));
    const person = this.minted[number];
    if (!person) throw new Error(`person ${number}: a number from 0 on is expected`);
    return person;
  }

  next(): Person {
    return this.person(this.minted.length);
  }

  /** Every text that may not be found outside the shop and the ERP. */
  traces(): string[] {
    return this.minted.flatMap(({ name, cpf, cnpj, company, email, phone, street, number }) => [
      name,
      cpf,
      cnpj,
      company,
      email,
      phone,
      `${street}, ${number}`,
    ]);
  }

  private mint(index: number): Person {
    const random = seeded(this.seed * 7_919 + index);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const label = String(index).padStart(4, "0");
    const firstName = pick(FIRST);
    const lastName = `Testemunha ${label}`;
    const stem = Math.floor(random() * 900_000_000) + 100_000_000;
    return {
      firstName,
      lastName,
      name: `${firstName} ${lastName}`,
      cpf: cpf(stem),
      cnpj: cnpj(Math.floor(stem / 10)),
      company: `Mercearia ${lastName} Ltda`,
      email: `testemunha.${label}@cliente.example`,
      phone: `+55419${String(80_000_000 + index * 37 + Math.floor(random() * 30)).padStart(8, "0")}`,
      street: pick(STREETS),
      number: String(1 + Math.floor(random() * 2_000)),
      complement: pick(COMPLEMENTS),
      district: pick(DISTRICTS),
      city: "Curitiba",
      province: "Paraná",
      provinceCode: "PR",
      zip: `80${String(Math.floor(random() * 1_000)).padStart(3, "0")}-${String(Math.floor(random() * 1_000)).padStart(3, "0")}`,
    };
  }
}

/** Nine digits → eleven with both check digits. */
function cpf(stem: number): string {
  const digits = Array.from(String(stem).padStart(9, "0"), Number);
  for (const start of [10, 11]) {
    const sum = digits.reduce((total, digit, index) => total + digit * (start - index), 0);
    digits.push(((sum * 10) % 11) % 10);
  }
  return digits.join("");
}

/** Eight digits → fourteen, with the first branch and both check digits. */
function cnpj(stem: number): string {
  const digits = Array.from(`${String(stem).padStart(8, "0")}0001`, Number);
  for (const start of [5, 6]) {
    const sum = digits.reduce((total, digit, index) => {
      const weight = start - index;
      return total + digit * (weight >= 2 ? weight : weight + 8);
    }, 0);
    digits.push(sum % 11 < 2 ? 0 : 11 - (sum % 11));
  }
  return digits.join("");
}
