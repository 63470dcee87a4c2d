// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class YamlEditor;

//! The whole text in a strip beside the editor: where lines are changed and where something is
//! wrong. A click goes there.
class OverviewRuler final : public QWidget
{
    Q_OBJECT
public:
    explicit OverviewRuler(YamlEditor &editor, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    //! Height of one line in the strip; that of the text while it all fits.
    qreal lineStep() const;

    YamlEditor &m_editor;
};

} // namespace gatehouse
