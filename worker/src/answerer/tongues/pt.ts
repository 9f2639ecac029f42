// What Portuguese says where English is not enough: its different words for the same thing, how it asks, and what answers.
import type { Spoken } from "../spoken.ts";

export const PORTUGUESE: Spoken = {
  dropped: `preciso precisa precisam gostaria gostava saber sabe sabem favor consigo consegue conseguir encontro encontrar encontram estou
    fica ficam faço façam haja lá cá talvez realmente simplesmente durante além hora horas dia dias vem vir vêm ir vou devem dar dá
    dão levar tal coisa coisas vosso vossa vossos vossas`,
  light: `oferta oferecer disponível disponíveis tipo modo maneira forma informação serviço produto cliente empresa loja site página
    pergunta exatamente exactamente atualmente vender ajuda trabalha funciona gente mundo hoje aceitam`,
  nounsComeFirst: true,
  same: `preço custo tarifa caro valor cobram
    envio entrega expedição frete portes
    devolver devolução trocar
    aberto abrir abrem abre abertura horário
    fechado encerrado
    telefone ligar telemóvel celular número
    correio email mail
    comprar encomendar pedido
    pagar pagamento
    cartão multibanco crédito débito
    morada endereço localização
    tamanho medidas dimensões área
    fundado fundador criado
    funcionários empregados pessoal equipa
    reparar conserto arranjar
    partido quebrado danificado estragado
    reservar marcação marcar
    cancelar anular
    desconto cupão cupom
    estacionar parque
    incluído inclui
    alugar aluguer aluguel
    fatura factura recibo
    dono proprietário chefe
    saída sair
    entrada entrar chegada
    grátis gratuito
    cão cachorro`,
  general: `fim sábado domingo
    animal cão gato animais
    fechado aberto
    estrangeiro espanha frança brasil europa`,
  alike: [
    ["dinheiro de volta", "reembolso"],
    ["fi(?:m|ns) de semana", "fim"],
    ["e-mail", "email"],
  ],
  rewritten: [
    ["onde (?:fica|ficam|está|estão|é|se encontra|vos encontro|se situa)", "onde morada lugar"],
    ["(?<=cancelar )(?:a|uma|o|um)(?: minha| meu)? (?:reserva|encomenda|pedido)", " "],
    ["(?:custos?|portes|despesas) de (?:envio|entrega)", "preço envio"],
    ["prazos? de entrega", "prazo envio"],
  ],
  asked: {
    weight: "quanto pesam?|peso|pesam?",
    temperature: "temperatura",
    price:
      "quanto (?:custam?|é|são|cobram?|fica|pago|se paga|valem?|sai)|qual (?:é )?o (?:preço|custo|valor)|que preço|preços?|custos?|custam?|tarifas?|car[oa]s?|grátis|gratuit[oa]s?",
    duration:
      "quanto (?:tempo|demoram?|duram?)|quantos (?:dias|meses|anos|minutos)|quantas (?:semanas|horas|noites)|duração|prazos?|demoram?|duram?|com que frequência",
    size: "que (?:tamanho|altura|comprimento|área)|qual (?:é )?(?:o tamanho|a altura|a área)|quanto mede|medidas|dimensões|tamanho|área|a que distância",
    when: "quando|a que horas?|até que horas?|a partir de que horas?|que dias?|horários?|abert[oa]s?|abrem?|fechad[oa]s?|fecham?|encerram?",
    email: "e-?mail|correio eletrónico|correio eletrônico",
    phone: "telefone|número de telefone|ligar|telemóvel|celular",
    identifier: "número de \\p{L}+|nif|iban|cnpj",
    address: "morada|endereço|localização",
    where: "onde|aonde",
    count: "quant[oa]s",
    who: "quem",
  },
  standsFor: {
    weight: "peso pesado",
    temperature: "temperatura",
    price: "preço grátis pagar",
    duration: "duração demora dura prazo",
    size: "tamanho altura mede distância área",
    email: "email correio escrever endereço",
    phone: "telefone",
    address: "morada lugar",
  },
  answers: {
    money: "grátis|gratuit[oa]s?|sem custos?|\\d+ ?%",
    moments:
      "segundas?|terças?|quartas?|quintas?-feiras?|sextas?|sábados?|domingos?|fim de semana|meio-dia|meia-noite|todos os dias|diariamente|amanhã|janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    units: "segundos?|minutos?|horas?|dias?|semanas?|mês|meses|anos?|noites?",
    numerals:
      "uma?|um|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|quinze|vinte|cem|dúzia|mei[oa]|pouc[oa]s|ilimitad[oa]s?|primeira",
    places: "rua|avenida|praça|largo|travessa|estrada|edifício|andar|em frente|perto|junto|ao lado|situad[oa]|bairro",
    people: "fundad[ao]|fundou|[Ff]undador|família|don[ao]|dirige|senhora?",
    today: "hoje|diariamente|todos os dias|amanhã",
  },
  questionWords:
    "quant[oa]s?|como|quando|onde|aonde|quem|o que|que|qual|quais|porqu[eê]|por que|a que|até que|até quando|desde quando|com quem|a quem|em que|de que|a partir de que|a partir de quando",
  verbs:
    "posso|pode|podem|pode-se|podemos|poderia|tem|têm|temos|há|é|são|está|estão|vendem|fazem|aceitam|oferecem|enviam|alugam|abrem|fecham|servem|devo|preciso|inclui|funciona|existe|dão|cobram",
  openers: "e|mas|ou|também|então|por favor|ok|está bem|olhe|desculpe",
  and: "e|e também",
  which: "que|qual|quais",
  list: "(?:que|quais) (?:\\p{L}+ ){0,2}(?:são|têm|há|vendem|oferecem|posso)|o que (?:inclui|está incluído)|lista|incluíd[oa]s?",
  steps:
    "como (?:posso|se pode|faço|devo|funciona|se faz|reservo|reservar|cancelo|cancelar|encomendo|pago|devolvo|mudo)|passos|instruções",
  definition: "o que (?:é|são|significa)|defin\\p{L}*|expli\\p{L}*",
  now: "hoje|esta noite|amanhã|ontem|agora|neste momento|esta semana|este mês|esta tarde",
  opening: "abert\\p{L}*|abr\\p{L}*|fech\\p{L}*|encerr\\p{L}*|horários?|envi\\p{L}*|entreg\\p{L}*|encomend\\p{L}*",
  aside: "antes de|depois de|enquanto|quando|porque|já que|como sou|se|assim que|embora|em vez de",
  leans: "ele|ela|eles|elas|isso|isto|esse|essa|este|esta(?= ?\\?)|lá|ali|disso|nisso",
  continues: "e|ou|mas|também|então",
  dangling:
    "isto|isso|este|esta|estes|estas|esse|essa|ele|ela|eles|elas|lá|ali|então|mas|e|ou|também|além disso|no entanto|contudo|por isso|para isso|depois|senão|caso contrário|em vez disso|ambos|ambas|assim",
  reply: "sim|não|nunca|jamais|só|apenas|somente|claro|certamente|infelizmente",
  instruction:
    "(?:primeiro|depois|agora)?,? ?(?:abra|clique|escolha|escreva|ligue|traga|envie|mande|carregue|puxe|ponha|coloque|tome|siga|preencha|verifique|espere|vá|feche|retire|peça|pague|reserve|selecione|introduza|avise)",
  denied: "(?:não há|não temos|não tem)(?: nenhuma?)?",
};
