// A small shop in each language: inflected questions find the passage that answers them first.
import { describe, expect, test } from "vitest";
import { textsOf, withKnowledge } from "./test-knowledge.ts";

const SHOPS: Record<string, { passages: string[]; questions: [question: string, passage: number][] }> = {
  de: {
    passages: [
      "Der Versand innerhalb Deutschlands kostet 4,90 € und dauert zwei Werktage.",
      "Sie können jede Bestellung innerhalb von 30 Tagen zurückgeben.",
      "Unsere Werkstatt ist montags bis freitags von 9 bis 18 Uhr geöffnet.",
      "Wir nehmen Kreditkarten, Überweisungen und Lastschrift an.",
      "Auf alle Uhren geben wir drei Jahre Garantie.",
      "Parkplätze finden Sie hinter dem Haus in der Mühlstraße.",
      "Hunde sind im Laden willkommen, wenn sie an der Leine bleiben.",
      "Das Gehäuse wird aus Eschenholz gedrechselt und mit Leinöl behandelt.",
      "Batterien halten etwa vierzehn Monate und lassen sich selbst wechseln.",
      "Gravuren bis zu zwanzig Zeichen sind für 15 € möglich.",
      "Gutscheine gelten drei Jahre lang.",
      "Für größere Mengen machen wir gern ein Angebot.",
    ],
    questions: [
      ["Was kosten Lieferungen?", 0],
      ["Kann ich eine Uhr zurückschicken?", 1],
      ["Wann habt ihr offen?", 2],
      ["Öffnungszeiten", 2],
      ["Kann ich mit der Kreditkarte bezahlen?", 3],
      ["Wie lange habe ich Gewährleistung?", 4],
      ["Wo kann ich parken?", 5],
      ["Darf mein Hund mitkommen?", 6],
      ["Aus welchen Hölzern ist das Gehaeuse?", 7],
      ["Wie wechsle ich die Batterie?", 8],
      ["Ist eine Gravur moeglich?", 9],
      ["Wie lange gilt ein Gutschein?", 10],
      ["Angebote fuer groessere Menge", 11],
    ],
  },
  fr: {
    passages: [
      "La livraison en France coûte 4,90 € et prend deux jours ouvrés.",
      "Vous pouvez renvoyer votre commande dans les trente jours.",
      "L'atelier est ouvert du lundi au vendredi, de 9 h à 18 h.",
      "Nous acceptons les cartes bancaires et les virements.",
      "Toutes les montres sont garanties trois ans.",
      "Des places de stationnement se trouvent derrière la maison.",
      "Les chiens tenus en laisse sont les bienvenus.",
      "Le boîtier est tourné dans du frêne et traité à l'huile de lin.",
      "Les piles durent environ quatorze mois.",
      "La gravure est possible jusqu'à vingt lettres.",
      "Les chèques-cadeaux sont valables trois ans.",
      "L'adresse de l'école : 3, rue des Moulins.",
    ],
    questions: [
      ["Combien coûtent les livraisons ?", 0],
      ["Est-ce que je peux faire un retour ?", 1],
      ["Quels sont vos horaires d'ouverture ?", 2],
      ["Acceptez-vous la carte bancaire ?", 3],
      ["Quelle est la garantie d'une montre ?", 4],
      ["Où se garer ?", 5],
      ["Mon chien est-il bienvenu ?", 6],
      ["De quel bois est le boitier ?", 7],
      ["Combien de temps dure une pile ?", 8],
      ["gravures", 9],
      ["Jusqu'à quand un chèque-cadeau est-il valable ?", 10],
      ["adresse ecole", 11],
    ],
  },
  es: {
    passages: [
      "El envío dentro de España cuesta 4,90 € y tarda dos días laborables.",
      "Aceptamos devoluciones durante los treinta días siguientes.",
      "El taller abre de lunes a viernes de 9 a 18.",
      "Se puede pagar con tarjeta de crédito o transferencia.",
      "Todos los relojes tienen tres años de garantía.",
      "Hay aparcamiento detrás de la casa.",
      "Los perros con correa son bienvenidos.",
      "La caja es de fresno, tratada con aceite de linaza.",
      "Las pilas duran unos catorce meses.",
      "Grabamos hasta veinte letras en la parte de atrás.",
      "Los vales de regalo caducan a los tres años.",
      "La conexión con el teléfono se hace por la aplicación.",
    ],
    questions: [
      ["¿Cuánto cuestan los envíos?", 0],
      ["devolucion", 1],
      ["¿Puedo devolver algo?", 1],
      ["¿Cuál es vuestro horario de apertura?", 2],
      ["¿Se paga con tarjetas?", 3],
      ["¿Qué garantía tiene un reloj?", 4],
      ["¿Dónde puedo aparcar?", 5],
      ["¿Puedo traer a mi perro?", 6],
      ["¿De qué madera son las cajas? ¿Fresnos?", 7],
      ["¿Cuánto dura una pila?", 8],
      ["grabar una letra", 9],
      ["¿Cuándo caduca un vale?", 10],
      ["conexiones", 11],
    ],
  },
  it: {
    passages: [
      "La spedizione in Italia costa 4,90 € e richiede due giorni lavorativi.",
      "Potete restituire ogni ordine entro trenta giorni.",
      "Il laboratorio è aperto dal lunedì al venerdì dalle 9 alle 18.",
      "Accettiamo carte di credito e bonifici.",
      "Tutti gli orologi hanno tre anni di garanzia.",
      "I posti auto per parcheggiare sono dietro la casa.",
      "I cani al guinzaglio sono benvenuti.",
      "La cassa è tornita in frassino e trattata con olio di lino.",
      "Le batterie durano circa quattordici mesi.",
      "Le incisioni possono avere fino a venti lettere.",
      "I buoni regalo valgono tre anni.",
      "La città ha un museo dell'orologeria.",
    ],
    questions: [
      ["Quanto costano le spedizioni?", 0],
      ["Posso fare un reso?", 1],
      ["Quali sono gli orari di apertura?", 2],
      ["Accettate la carta di credito?", 3],
      ["Che garanzia ha un orologio?", 4],
      ["Dov'è il parcheggio?", 5],
      ["Il mio cane è benvenuto?", 6],
      ["Di che legno sono le casse? Frassini?", 7],
      ["Quanto dura una batteria?", 8],
      ["incisione", 9],
      ["Per quanto vale un buono?", 10],
      ["musei della citta", 11],
    ],
  },
  nl: {
    passages: [
      "De verzending binnen Nederland kost € 4,90 en duurt twee werkdagen.",
      "U kunt elke bestelling binnen dertig dagen terugsturen.",
      "De werkplaats is van maandag tot vrijdag open van 9 tot 18 uur.",
      "Wij accepteren creditcards en overschrijvingen.",
      "Op alle klokken krijgt u drie jaar garantie.",
      "Parkeerplaatsen vindt u achter het huis.",
      "Honden aan de lijn zijn welkom.",
      "De kast wordt van essenhout gedraaid en met lijnolie behandeld.",
      "Batterijen gaan ongeveer veertien maanden mee.",
      "Gravures tot twintig letters zijn mogelijk.",
      "Cadeaubonnen zijn drie jaar geldig.",
      "Onze catalogus sturen wij gratis toe.",
    ],
    questions: [
      ["Wat zijn de kosten van de levering?", 0],
      ["Kan ik mijn bestellingen retourneren?", 1],
      ["Wat zijn jullie openingstijden?", 2],
      ["Accepteert u een creditcard?", 3],
      ["Hoeveel garantie heeft een klok?", 4],
      ["Waar kan ik parkeren?", 5],
      ["Mag mijn hond mee?", 6],
      ["Is de kast van essenhout?", 7],
      ["Hoe lang gaat een batterij mee?", 8],
      ["gravure mogelijk", 9],
      ["Hoe lang is een cadeaubon geldig?", 10],
      ["catalogus aanvragen", 11],
    ],
  },
  pt: {
    passages: [
      "A entrega em Portugal custa 4,90 € e demora dois dias úteis.",
      "Aceitamos devoluções durante trinta dias.",
      "A oficina está aberta de segunda a sexta, das 9 às 18 horas.",
      "Pode pagar com cartão de crédito ou transferência.",
      "Todos os relógios têm três anos de garantia.",
      "Há estacionamento atrás da casa.",
      "Os cães com trela são bem-vindos.",
      "A caixa é feita de freixo e tratada com óleo de linhaça.",
      "As pilhas duram cerca de catorze meses.",
      "As gravações podem ter até vinte letras.",
      "Os cheques-oferta são válidos por três anos.",
      "As instruções estão no livro que vem com o relógio.",
    ],
    questions: [
      ["Quanto custam as entregas?", 0],
      ["devolucao", 1],
      ["Posso devolver algo?", 1],
      ["Qual é o horário de abertura?", 2],
      ["Aceitam cartões para pagar?", 3],
      ["Que garantia tem um relógio?", 4],
      ["Onde posso estacionar?", 5],
      ["Posso levar o meu cão?", 6],
      ["De que madeira são as caixas? Freixos?", 7],
      ["Quanto dura uma pilha?", 8],
      ["gravacao", 9],
      ["Até quando é válido um cheque-oferta?", 10],
      ["instrucao", 11],
    ],
  },
  zh: {
    passages: [
      "国内运费为二十元，两个工作日送达。",
      "三十天内可以无条件退货。",
      "门店营业时间是周一至周五上午九点到下午六点。",
      "我们支持微信支付和信用卡付款。",
      "所有钟表保修三年。",
      "停车场在大楼后面。",
      "iPhone 15 保护壳有黑色和蓝色两种。",
    ],
    questions: [
      ["请问运费是多少？", 0],
      ["怎么退货？", 1],
      ["你们的营业时间是什么时候？", 2],
      ["可以用信用卡吗？", 3],
      ["保修几年？", 4],
      ["哪里可以停车？", 5],
      ["iPhone15保护壳有什么颜色？", 6],
      ["壳", 6],
    ],
  },
  ja: {
    passages: [
      "送料は全国一律五百円で、二日以内にお届けします。",
      "商品到着後三十日以内であれば返品できます。",
      "営業時間は月曜から金曜の九時から十八時までです。",
      "クレジットカードと銀行振込でお支払いいただけます。",
      "すべての時計に三年間の保証が付いています。",
      "駐車場は建物の裏にあります。",
    ],
    questions: [
      ["送料はいくらですか？", 0],
      ["返品はできますか", 1],
      ["営業時間を教えてください", 2],
      ["ｸﾚｼﾞｯﾄｶｰﾄﾞは使えますか", 3],
      ["保証はありますか", 4],
      ["駐車場はどこですか", 5],
    ],
  },
  th: {
    passages: [
      "ค่าจัดส่งทั่วประเทศห้าสิบบาท ใช้เวลาสองวัน",
      "คืนสินค้าได้ภายในสามสิบวัน",
      "ร้านเปิดวันจันทร์ถึงวันศุกร์ เก้าโมงถึงหกโมงเย็น",
      "รับชำระด้วยบัตรเครดิตและโอนเงิน",
      "นาฬิกาทุกเรือนรับประกันสามปี",
      "ที่จอดรถอยู่หลังอาคาร",
    ],
    questions: [
      ["ค่าจัดส่งเท่าไหร่ครับ", 0],
      ["คืนสินค้าได้ไหม", 1],
      ["ร้านเปิดวันไหน", 2],
      ["จ่ายด้วยบัตรเครดิตได้ไหมคะ", 3],
      ["รับประกันกี่ปี", 4],
      ["มีที่จอดรถไหม", 5],
    ],
  },
};

describe.each(Object.entries(SHOPS))("a shop in %s", (lang, { passages, questions }) => {
  test.each([
    ["says its language", { settings: { lang } }],
    ["does not say its language", { isOnePage: true }],
  ])("that %s is found by inflected words", async (_, site) => {
    await withKnowledge(
      passages,
      (knowledge) => {
        const found = questions.map(([question]) => [question, textsOf(knowledge, question)[0]]);
        expect(found).toEqual(questions.map(([question, passage]) => [question, passages[passage]]));
      },
      site,
    );
  });
});

test("a site in two languages is asked in either", async () => {
  const { de, en } = { de: SHOPS.de?.passages ?? [], en: ["Deliveries take two working days.", "Dogs are welcome."] };
  await withKnowledge([...de, ...en], (knowledge) => {
    expect(textsOf(knowledge, "How long does delivery take?")[0]).toBe(en[0]);
    expect(textsOf(knowledge, "Kann man mit Kreditkarten bezahlen?")[0]).toBe(de[3]);
  });
});

test.each([
  ["en", "When are you open on weekdays?", "And on Sundays?"],
  ["de", "Wann hat die Werkstatt geöffnet?", "Und am Sonntag?"],
  ["fr", "Quand est-ce que l'atelier est ouvert ?", "Et le dimanche ?"],
  ["es", "¿Cuándo abre el taller?", "¿Y los domingos?"],
  ["it", "Quando è aperto il laboratorio?", "E di domenica?"],
  ["nl", "Wanneer is de werkplaats open?", "En op zondag?"],
  ["pt", "Quando está aberta a oficina?", "E ao domingo?"],
])("a question in %s that leans on the one before takes its subject from there", async (lang, before, question) => {
  const passages = SHOPS[lang]?.passages ?? ["We are open on weekdays from 9 to 18.", "Dogs are welcome in the shop."];
  await withKnowledge(
    passages,
    (knowledge) => {
      const hours = passages.find((text) => /\b18\b/.test(text));
      expect(knowledge.searchInContext(question, 3)).toEqual([]);
      expect(knowledge.searchInContext(question, 3, before)[0]?.text).toBe(hours);
    },
    { settings: { lang } },
  );
});
