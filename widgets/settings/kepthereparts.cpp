// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/kepthereparts.h"

#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qreal nearlyFull = 0.9;

} // namespace

std::pair<QString, QString> keptPartWords(KeptPart part)
{
    switch (part) {
    case KeptPart::Queue:
        return {KeptHereCard::tr("My queue"), KeptHereCard::tr("The requests that wait for me, with their changes and evidence")};
    case KeptPart::Plugins:
        return {KeptHereCard::tr("Registry"), KeptHereCard::tr("Every row of the registry")};
    case KeptPart::Configurations:
        return {KeptHereCard::tr("Configurations"), KeptHereCard::tr("What is in force in each environment")};
    case KeptPart::Dashboards:
        return {KeptHereCard::tr("Dashboards"), KeptHereCard::tr("The last answer of each panel")};
    case KeptPart::Audit:
        return {KeptHereCard::tr("Recent audit"), KeptHereCard::tr("The newest records of the audit log")};
    }
    Q_UNREACHABLE();
}

QString keptPartName(KeptPart part)
{
    constexpr std::array names {"Queue", "Plugins", "Configurations", "Dashboards", "Audit"};
    return QString::fromLatin1(names.at(size_t(part)));
}

QString sizeText(qint64 bytes)
{
    constexpr qint64 kilo = 1024;
    constexpr qint64 mega = kilo * 1024;
    constexpr qint64 giga = mega * 1024;
    const QLocale plain = QLocale::c();
    if (bytes >= giga)
        return KeptHereCard::tr("%1 GB").arg(plain.toString(double(bytes) / giga, 'g', bytes % giga == 0 ? 4 : 2));
    if (bytes >= mega)
        return KeptHereCard::tr("%1 MB").arg(bytes / mega);
    return bytes == 0 ? KeptHereCard::tr("nothing yet") : KeptHereCard::tr("%1 kB").arg(qMax<qint64>(1, bytes / kilo));
}

SizeMeter::SizeMeter(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SizeMeter::setShare(qreal share)
{
    m_share = qBound(0.0, share, 1.0);
    update();
}

QSize SizeMeter::sizeHint() const
{
    return {scaled(160), scaled(6)};
}

void SizeMeter::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMeter(painter, rect(), m_share, m_warns && m_share >= nearlyFull ? theme.warnSolid : theme.accent, theme);
}

} // namespace gatehouse
