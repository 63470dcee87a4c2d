// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/digestlabel.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

namespace gatehouse {

namespace {

constexpr qsizetype headLength = 6;
constexpr qsizetype tailLength = 5;

} // namespace

QString shortDigest(const QString &digest)
{
    const qsizetype dash = digest.indexOf(u'-');
    const QString algorithm = digest.left(dash + 1);
    const QString value = digest.mid(dash + 1);
    if (value.size() <= headLength + tailLength + 1)
        return digest;
    return algorithm + value.left(headLength) + u'…' + value.right(tailLength);
}

DigestLabel::DigestLabel(QWidget *parent)
    : QWidget(parent)
    , m_label(new TextLabel(TextStyle::Code, ColorRole::Muted, this))
    , m_copy(new Button(IconName::Copy, tr("Copy the whole digest"), ButtonVariant::Quiet, this))
{
    m_copy->setObjectName(QStringLiteral("copyDigest"));
    m_copy->setSize(ButtonSize::Small);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_label);
    layout->addWidget(m_copy);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_copy, &Button::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_digest); });
}

void DigestLabel::setDigest(const QString &digest)
{
    m_digest = digest;
    m_label->setText(shortDigest(digest));
    m_label->setToolTip(digest);
    m_label->setAccessibleName(digest);
    setVisible(!digest.isEmpty());
}

} // namespace gatehouse
