"""Two versions of one event in several languages and kinds of text: paraphrased, in another order, with the same facts."""

VERSIONS: dict[str, tuple[list[str], list[str]]] = {
    "en news": (
        [
            "A magnitude 6.1 earthquake struck the coast of Lara province on Sunday, killing at least 14 people, officials said.",
            "More than 2,300 houses were damaged and some 9,000 people spent the night outdoors.",
            "President Ana Reyes declared a state of emergency and released $25 million in aid.",
            "The tremor was felt in the capital, 180 kilometers away, where schools will stay closed until Wednesday.",
            "It was the strongest quake in the region since 1987, when 312 people died.",
        ],
        [
            "At least fourteen people died when a 6.1-magnitude quake hit Lara's coast on Sunday, according to officials.",
            "About 9,000 residents slept outside overnight after over 2,300 homes suffered damage.",
            "A state of emergency has been declared by President Ana Reyes, who freed 25 million dollars for relief.",
            "Schools in the capital, some 110 miles away, where people also felt the tremor, remain shut until Wednesday.",
            "The region has not seen a stronger earthquake since 1987, in which 312 people lost their lives.",
        ],
    ),
    "sports": (
        [
            "Rovers beat United 3-1 at Moor Park on Saturday to go second in the table.",
            "Striker Tom Hale scored twice in the first half before Ivan Petrov was sent off in the 67th minute.",
            "It was the club's ninth win in ten games and its 21st of the season.",
            "Attendance was 41,208, the highest of the year.",
        ],
        [
            "Rovers moved up to second after a 3–1 home victory over United on Saturday.",
            "Tom Hale netted a brace before the break; Ivan Petrov saw red on 67 minutes.",
            "The side has now won nine of its last ten matches and 21 this season.",
            "A crowd of 41,208 watched, the largest this year.",
        ],
    ),
    "law": (
        [
            "Under section 12 of the Act, the controller shall notify the authority within 72 hours of becoming aware of a breach.",
            "A fine of up to 20 million euros or 4 percent of annual turnover may be imposed.",
            "The notification shall not be required where the breach is unlikely to result in a risk to persons.",
            "This regulation shall apply from 25 May 2018.",
        ],
        [
            "Section 12 obliges the controller to notify the authority no later than 72 hours after becoming aware of the breach.",
            "Fines can reach €20 million or 4% of annual turnover.",
            "No notification is required if the breach is unlikely to result in a risk to persons.",
            "The regulation has applied since May 25, 2018.",
        ],
    ),
    "science": (
        [
            "The trial enrolled 1,204 adults aged 18 to 65 and lasted 24 weeks.",
            "Mortality fell from 8.2% to 5.1% in the treated group (p = 0.003).",
            "The compound did not affect blood pressure in either arm.",
            "Samples were stored at -80 °C for two years.",
        ],
        [
            "For the trial, which ran for 24 weeks, 1,204 adults between 18 and 65 years were enrolled.",
            "In the treated group mortality dropped to 5.1 percent from 8.2 percent (p=0.003).",
            "Blood pressure was not affected by the compound in either arm.",
            "For two years the samples were kept at minus 80 degrees Celsius.",
        ],
    ),
    "de": (
        [
            "Bei dem Erdbeben an der Küste der Provinz Lara starben am Sonntag mindestens 14 Menschen, teilten die Behörden mit.",
            "Mehr als 2.300 Häuser wurden beschädigt, rund 9.000 Menschen verbrachten die Nacht im Freien.",
            "Präsidentin Ana Reyes rief den Notstand aus und gab 25 Millionen Euro Hilfe frei.",
            "Die Schulen der Hauptstadt bleiben bis zum 12. März geschlossen.",
        ],
        [
            "Mindestens vierzehn Menschen kamen am Sonntag beim Erdbeben an der Küste von Lara ums Leben, so die Behörden.",
            "Etwa 9.000 Menschen übernachteten im Freien, über 2300 Häuser sind beschädigt.",
            "Den Notstand hat Präsidentin Ana Reyes ausgerufen und 25 Mio. Euro an Hilfen freigegeben.",
            "Bis 12.03. bleiben in der Hauptstadt die Schulen geschlossen.",
        ],
    ),
    "fr": (
        [
            "Le séisme a fait au moins 14 morts dimanche sur la côte de la province de Lara, selon les autorités.",
            "Plus de 2 300 maisons ont été endommagées et quelque 9 000 personnes ont passé la nuit dehors.",
            "La présidente Ana Reyes a décrété l'état d'urgence et débloqué 25 millions d'euros.",
            "Aucun tremblement de terre plus fort n'avait frappé la région depuis 1987.",
        ],
        [
            "Au moins quatorze personnes sont mortes dimanche dans le séisme qui a frappé la côte de Lara, ont indiqué les autorités.",
            "Environ 9.000 habitants ont dormi dehors ; plus de 2.300 maisons sont endommagées.",
            "L'état d'urgence a été décrété par la présidente Ana Reyes, qui débloque 25 M€.",
            "Il s'agit du plus fort tremblement de terre dans la région depuis 1987.",
        ],
    ),
    "es": (
        [
            "El terremoto causó al menos 14 muertos el domingo en la costa de la provincia de Lara, según las autoridades.",
            "Más de 2.300 casas resultaron dañadas y unas 9.000 personas pasaron la noche al aire libre.",
            "La presidenta Ana Reyes declaró el estado de emergencia y liberó 25 millones de euros.",
        ],
        [
            "Al menos catorce personas murieron el domingo por el terremoto en la costa de Lara, según las autoridades.",
            "Unas 9000 personas pasaron la noche al aire libre tras resultar dañadas más de 2300 casas.",
            "El estado de emergencia fue declarado por la presidenta Ana Reyes, que liberó 25 millones de euros.",
        ],
    ),
    "ru": (
        [
            "В результате землетрясения на побережье провинции Лара в воскресенье погибли не менее 14 человек, сообщили власти.",
            "Повреждено более 2300 домов, около 9000 человек провели ночь на улице.",
            "Президент Ана Рейес ввела чрезвычайное положение и выделила 25 млн евро.",
        ],
        [
            "Не менее четырнадцати человек погибли в воскресенье при землетрясении на побережье Лары, сообщили власти.",
            "Около 9 тысяч человек провели ночь на улице, повреждено свыше 2300 домов.",
            "Чрезвычайное положение ввела президент Ана Рейес, выделив 25 миллионов евро.",
        ],
    ),
    "zh": (
        [
            "周日，拉腊省沿海发生6.1级地震，造成至少14人死亡。",
            "2300多所房屋受损，约9000人在户外过夜。",
            "总统安娜·雷耶斯宣布进入紧急状态，并拨款2500万欧元救灾。",
        ],
        [
            "拉腊省沿海周日发生6.1级地震，至少有14人死亡。",
            "约有9000人在户外过夜，受损房屋达2300多所。",
            "总统安娜·雷耶斯已宣布紧急状态，拨出2500万欧元用于救灾。",
        ],
    ),
}
