// What visitors say in Portuguese that is no question about the site, and what is said to it.
import type { SpokenTalk } from "../talk.ts";

const PERSON =
  "human[oa]|pessoa|ser humano|atendente|alguém|alguem|operador(?:a)?|funcionári[oa]|responsável|assistente humano|apoio ao cliente";

export const PORTUGUESE_TALK: SpokenTalk = {
  greeting: "olá|ola|oi|bom dia|boa (?:tarde|noite)|caros senhores|cara equipa",
  said: {
    hello: "(?:olá|ola|oi|bom dia|boa (?:tarde|noite)|viva)(?: (?:a todos|pessoal|equipa|de novo|tudo bem|bot))*",
    thanks:
      "(?:ok |está bem |perfeito |ótimo |muito bem |sim )*(?:muito |muit[íi]ssimo )?(?:obrigad[oa]|obg|agradecid[oa]|agradeço)(?: (?:eu|a você|a si|por (?:tudo|toda)?|pel[ao] (?:ajuda|resposta|informação|info)|adeus|bom dia))*",
    goodbye:
      "(?:ok |obrigad[oa] |bom |então )*(?:adeus|tchau|até (?:logo|já|breve|amanhã|à próxima|mais)|(?:tenha )?(?:um )?bom (?:dia|fim de semana)|(?:uma )?boa noite)",
    self: "(?:mas )?quem (?:és|é você|é|são vocês)(?: tu)?|o que (?:és|é você)|com quem (?:falo|estou a falar|estou falando)|como (?:te chamas|se chama)|(?:és|é|você é|isto é|isso é|estou a falar com|estou falando com|falo com) (?:uma? )?(?:verdadeir[oa] )?(?:human[oa]|pessoa|robô|robot|bot|chatbot|máquina|ia|inteligência artificial|computador|programa|chatgpt)(?: real| de verdade| verdadeir[oa])?(?: ou .{1,40})?",
    abilities:
      "ajuda|ajud(?:a-me|e-me|em-me)|(?:podes|pode|podem|poderia) (?:ajudar-me|me ajudar|ajudar)|preciso de ajuda|o que (?:podes|pode|sabes) fazer(?: por mim)?|posso (?:fazer uma pergunta|perguntar uma coisa)|tenho uma (?:pergunta|dúvida)|como (?:isto|isso) funciona",
    person: `(?:(?:quero|queria|gostaria de|gostava de|posso|poderia|preciso de|prefiro|por favor|me passe) )*(?:(?:falar|conversar|contactar|contatar|em contacto) )?(?:(?:com|a|uma?|o|algum|alguma) )*(?:verdadeir[oa] )?(?:${PERSON})(?: (?:real|de verdade|verdadeir[oa]|human[oa]|da equipa|por favor|diretamente))*|(?:há|tem|está) (?:aí )?alguém(?: aí| aqui)?`,
    wellbeing: "(?:olá |oi )?(?:como (?:estás|está|estão|vai)|tudo bem|td bem)(?: hoje)?",
    yes: "sim|sim (?:por favor|obrigad[oa]|claro)|claro|claro que sim|com certeza|por favor",
    no: "não|nao|não (?:muito )?obrigad[oa]|agora não|não é preciso|(?:ok |obrigad[oa] |não )*(?:é tudo|é só isso|só isso|mais nada)(?: obrigad[oa])?|nada(?: mais)?|deixa(?: lá)?|deixe estar",
    fine: "(?:ok|está bem|bem|muito bem|bom|ótimo|perfeito|percebi|entendi|entendido|compreendo|ah|certo|de acordo|fixe|legal|excelente)(?: (?:então|ok|pois))*",
    insult:
      "(?:és |você é |é |isto é |que |seu |sua |este |esta )*(?:mesmo |muito |tão |uma? |completamente )*(?:merda|inútil|inutil|estúpid[oa]|burr[oa]|idiota|imbecil|lixo|péssim[oa]|porcaria|cabrão|otári[oa]|ridícul[oa]|horrível|palhaço)(?: (?:de )?(?:bot|chatbot|robô|máquina|chat|coisa))*|vai (?:à merda|para o caralho|se foder|te foder|tomar no cu)|cala a boca|cala-te|não (?:serves|serve) para nada|não (?:me )?ajudas(?: nada)?|foda-se|caralho",
  },
  hello: (site) => `Olá! O que gostaria de saber sobre ${site}?`,
  welcome: "De nada. Deseja saber mais alguma coisa?",
  goodbye: (site) => `Adeus, e obrigado por visitar ${site}.`,
  self: (site) =>
    `Sou o atendedor automático de ${site}: procuro a sua pergunta nas páginas deste site e cito o que dizem. Não sou uma pessoa, e nenhum modelo de linguagem escreve estas respostas.`,
  abilities: (site) =>
    `Pergunte-me alguma coisa sobre ${site}: procuro nas páginas deste site, cito a resposta e mostro onde está. Se não o disserem, posso passar o seu endereço de e-mail à equipa.`,
  person: (site) =>
    `Ainda ninguém pode assumir esta conversa em direto. Escreva aqui o seu endereço de e-mail, e passo-o à equipa de ${site}, para que uma pessoa lhe responda.`,
  wellbeing: "Sou um programa, por isso sempre igual, mas obrigado por perguntar. O que gostaria de saber?",
  typeAddress: "Bem. Escreva aqui o seu endereço de e-mail, e passo-o à equipa.",
  goOn: "Bem. O que gostaria de saber?",
  allRight: "Está bem. Estou aqui se precisar de mais alguma coisa.",
  anythingElse: "Bem. Deseja saber mais alguma coisa?",
  insulted:
    "Lamento não ter podido ajudar. Diga-me em poucas palavras o que procura, ou escreva o seu endereço de e-mail, para que uma pessoa lhe responda.",
};
